import type { Reply } from '../stage/house.ts'
import { difference, parsed, valueAt, type Path } from './json.ts'
import type { Oracle, Suspicion } from './oracle.ts'

export const interference: Oracle = {
  name: 'non-interference',
  about: 'the answer with everybody’s rows is, byte for byte, the answer with the asker’s rows alone',
  judge({ attempt, crowded, open, alone, asker }) {
    const own = crowded.get(asker)
    const exported = attempt.outlet === 'export'
    const compare = (wall: 'all' | 'scan', reply: Reply | undefined) =>
      reply ? compared(wall, asker, [reply, alone], exported) : []
    return [...compare('all', own), ...compare('scan', open)]
  },
}

function compared(
  wall: 'all' | 'scan',
  asker: string,
  [crowded, alone]: readonly [Reply, Reply],
  exported: boolean,
): readonly Suspicion[] {
  if (steady(crowded, exported) === steady(alone, exported)) return []
  const path = difference(parsed(crowded.text), parsed(alone.text))
  return [{ wall, asker, seen: told(crowded, alone, path), ...(path ? { path } : {}) }]
}

/** Without the ids that errors get; the rows of a file, which promises no order, in one of ours. */
function steady({ status, text }: Reply, exported: boolean): string {
  const told = text.replaceAll(/"errorId":\s*"[^"]*"/g, '')
  return `${status} ${exported ? told.split('\n').sort().join('\n') : told}`
}

function told(crowded: Reply, alone: Reply, path: Path | undefined): string {
  if (crowded.status !== alone.status)
    return `status ${crowded.status} beside others, ${alone.status} without them`
  if (!path) return 'another answer beside others than without them'
  const [a, b] = [crowded, alone].map(({ text }) => shown(valueAt(parsed(text), path)))
  return `${a} beside others, ${b} without them`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
