import { once } from 'node:events'
import pc from 'picocolors'
import type { Command, Desk } from '../command.ts'
import { lookAtGuards } from '../guarding.ts'
import { listenAt, startService } from '../service.ts'

export const serve: Command = {
  name: 'serve',
  about: 'Serves the API of a project',
  options: [{ flags: '--development', about: 'with the query IDE at /explore' }],
  examples: [
    ['sluice serve', 'at http://127.0.0.1:4000/graphql'],
    ['SLUICE_PORT=8080 sluice serve --project ~/marts', 'another port, another project'],
  ],
  async run(desk, { options }) {
    const { output } = desk
    const rooms = desk.wiring()
    const at = listenAt(rooms)
    const development = options['development'] === true || rooms.project.config.serve.development === true
    const { url } = await output.step('Starting the API', async () =>
      startService(rooms, { ...at, development }),
    )
    for (const { warehouse, waived } of await lookAtGuards(rooms)) {
      if (waived !== undefined)
        output.note(pc.yellow(`! Warehouse "${warehouse}" is served UNGUARDED: ${waived}`))
    }
    output.note(`Serving ${pc.bold(`${url}/graphql`)}${development ? ` · try it at ${url}/explore` : ''}`)
    await untilStopped(desk)
  },
}

/** The longest that a timer takes. */
const LONGEST = 2 ** 31 - 1

/** Resolves at Ctrl-C; what is in flight is finished when the rooms are closed. */
export async function untilStopped({ signal, output }: Desk): Promise<void> {
  // What answers may be a process of the demo's: then nothing else keeps this one.
  const alive = setInterval(() => undefined, LONGEST)
  if (!signal.aborted) await once(signal, 'abort')
  clearInterval(alive)
  output.note('Stopping …')
}
