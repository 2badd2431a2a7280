import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const packed = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

/**
 * A headless Chromium from the registry package: no download, no library of the system's beyond libc.
 *
 * The package's own flags turn off same-origin and Content-Security checks (`--disable-web-security`), which is just
 * what these tests are about, so it is only unpacked by it.
 */
export async function openBrowser(): Promise<Browser> {
  const home = await unpack()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // Root can't have Chromium's sandbox, and neither can an ordinary user inside most containers.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      ...process.env,
      // NSS, NSPR and Expat are missing on a bare machine; the package brings them.
      LD_LIBRARY_PATH: [join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      HOME: home,
    },
  })
}

/** Unpacks once a user and version: another user's files can't be run, and two test files may start at once. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const home = join(tmpdir(), `sluice-chromium-${version}-${userInfo().uid}`)
  if (existsSync(join(home, 'chromium'))) return home
  const aside = mkdtempSync(join(tmpdir(), 'sluice-chromium-'))
  await inflateInto(aside)
  try {
    renameSync(aside, home)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
  return home
}

/**
 * The package unpacks into the temporary folder, and leaves alone what is there, whoever's it is. A process of its own
 * is told of another temporary folder; Jest's copy of the environment would not reach `os.tmpdir()`.
 */
async function inflateInto(folder: string): Promise<void> {
  const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => join(packed, 'bin', name))
  const script = `import { inflate } from '@sparticuz/chromium'
    await Promise.all(process.argv.slice(1).map((archive) => inflate(archive)))`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, ...archives], {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder },
  })
}
