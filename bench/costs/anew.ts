import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const RUNS = 5

/** What a program of this folder tells its parent, each time in a new process: nothing is warm from the run before. */
export async function runsOf<Told>(file: string, args: readonly string[] = []): Promise<readonly Told[]> {
  const runs: Told[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await toldBy<Told>(file, args))
  return runs
}

async function toldBy<Told>(file: string, args: readonly string[]): Promise<Told> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}`)
  })
  const [told] = (await Promise.race([once(child, 'message'), failed])) as [Told]
  return told
}
