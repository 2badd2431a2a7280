import type { Command } from '../command.ts'
import { openSandbox } from '../sandbox.ts'
import { untilStopped } from './serve.ts'

export const sandbox: Command = {
  name: 'sandbox',
  about: 'Serves simulators of the far sides that sluice.yaml says `sandbox: true` of',
  examples: [
    ['sluice sandbox', 'until Ctrl-C; its state is kept in .sluice/sandbox'],
    ['curl -s $URL/_records/crm', 'what the far side holds now'],
  ],
  async run(desk) {
    const { url } = await openSandbox(desk.wiring())
    if (desk.output.json) desk.output.document({ url })
    else desk.output.note(`The far sides answer at ${url}; what they hold: ${url}/_records/NAME`)
    await untilStopped(desk)
  },
}
