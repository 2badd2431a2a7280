import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import pc from 'picocolors'
import { SluiceError } from '../../base/errors.ts'
import { draftProject, type DraftedProject } from '../../catalog/draft/draft.ts'
import { openPostgres } from '../../warehouses/postgres/index.ts'
import type { Command, Desk } from '../command.ts'
import { CONFIG_FILE } from '../config/index.ts'
import { keepVariables } from '../secrets.ts'

export const init: Command = {
  name: 'init',
  about: 'Makes a project; with --from, a model of the tables that are there',
  options: [
    { flags: '--from <URL>', about: 'a PostgreSQL whose tables, keys and comments are read' },
    { flags: '--tenant <TABLE.COLUMN>', about: 'what tells tenants apart; proposed if left out' },
  ],
  examples: [
    ['sluice init --project shop', 'an empty project in ./shop'],
    ['sluice init --from postgres://me:pw@db/shop', 'a model of what is there, with a proposed tenant key'],
    ['sluice init --from $URL --tenant customers.customer_id', 'the tenant key said outright'],
  ],
  async run(desk, { options }) {
    const from = options['from'] as string | undefined
    const tenant = options['tenant'] as string | undefined
    refuseTaken(desk.dir)
    const draft = from === undefined ? undefined : await draftFrom(desk, from, tenant)
    const files = new Map([
      [CONFIG_FILE, configText(basename(desk.dir), draft, from !== undefined)],
      ['.gitignore', '.sluice/\n'],
      ...(draft
        ? [...draft.files].map(([name, text]): [string, string] => [`schema/${name}`, text])
        : [starter]),
    ])
    for (const folder of ['', 'schema', 'syncs', 'dashboards'])
      mkdirSync(join(desk.dir, folder), { recursive: true })
    const written = await write(desk.dir, files)
    if (from !== undefined) keepVariables(join(desk.dir, '.sluice'), { WAREHOUSE_OWNER: from })
    tell(desk, written, draft)
  },
}

function refuseTaken(dir: string): void {
  const schema = join(dir, 'schema')
  const models = existsSync(schema) && readdirSync(schema).some((name) => name.endsWith('.graphql'))
  if (!existsSync(join(dir, CONFIG_FILE)) && !models) return
  throw new SluiceError('USAGE', {
    what: 'There is a project already',
    where: dir,
    expected: `a folder without ${CONFIG_FILE} and without models in schema/`,
    cure: 'Choose another folder with --project DIR, or remove those files first',
  })
}

async function draftFrom(desk: Desk, url: string, tenant: string | undefined): Promise<DraftedProject> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new SluiceError('USAGE', {
      what: '--from is no address of a PostgreSQL',
      expected: 'postgres://user:password@host:port/database',
      cure: 'Quote it in the shell if it has special letters',
    })
  }
  // Nothing is read of any tenant, so a key that nobody knows will do.
  const contextKey = randomBytes(32)
  const warehouse = openPostgres({
    name: 'default',
    url,
    contextKey,
    log: desk.log,
    statementTimeoutMs: 60_000,
  })
  try {
    const inventory = await desk.output.step('Reading the database', () => warehouse.inspect())
    return draftProject(inventory, tenant === undefined ? {} : { tenant })
  } finally {
    await warehouse.close()
  }
}

async function write(dir: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const written: string[] = []
  for (const [name, text] of files) {
    const path = join(dir, name)
    if (existsSync(path)) continue
    await writeFile(path, text)
    written.push(name)
  }
  return written
}

function configText(name: string, draft: DraftedProject | undefined, owned: boolean): string {
  const warehouse = owned
    ? `    # The role that owns the tables, for \`sluice guard --apply\`, which makes two more roles that only read. To make
    # them yourself, give \`url\` (serves) and \`operator\` (syncs over all tenants) instead. The address that
    # \`sluice init\` was given is kept in .sluice/, outside version control; the environment goes before it.
    owner: \${WAREHOUSE_OWNER}`
    : `    # Without an address: the embedded PostgreSQL under .sluice/. With one of your own:
    # owner: \${WAREHOUSE_OWNER}`
  const tenants = draft?.tenants
    ? `# Who the tenants are: the rows of this model, by its tenant key.\ntenants:\n  from: ${draft.tenants.from}\n`
    : `# Who the tenants are: a model's rows. Without it: \`sluice tenant add ID\`.\n# tenants:\n#   from: Account\n`
  return `# A Sluice project. \${NAME} and \${NAME:-default} come from the environment; secrets come only that way.
name: ${JSON.stringify(name)}

warehouses:
  default:
    engine: postgres
${warehouse}

${tenants}
# Where syncs send to; \`sandbox: true\` is a simulator on this machine.
# destinations:
#   crm: {connector: hubspot, sandbox: true}
`
}

const starter: [string, string] = [
  'schema/example.graphql',
  `# One type a table. Take the comment signs away, and write what your warehouse has; \`sluice check\` tells what is wrong.
#
# type Order @model(source: "marts.orders", key: "order_id", tenant: "tenant_id") {
#   id: ID! @column(name: "order_id")
#   placedAt: DateTime! @time
#   amount: Decimal!
#   revenue: Decimal @measure(sum: "{amount}")
# }
`,
]

function tell({ output, dir }: Desk, written: readonly string[], draft: DraftedProject | undefined): void {
  if (output.json) return output.document({ dir, files: written, notes: draft?.notes ?? [] })
  for (const name of written) output.note(`${pc.green('+')} ${name}`)
  for (const note of draft?.notes ?? []) output.note(`${pc.yellow('!')} ${note}`)
  const project = dir === process.cwd() ? '' : ` --project ${dir}`
  const next = ['check', 'guard --apply', 'serve'].map((word) => `  sluice ${word}${project}`)
  output.note(`\nNext:\n${next.join('\n')}`)
}
