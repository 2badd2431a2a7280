import type { Given } from '../argument.ts'
import { alongKinds } from '../kinds/index.ts'
import type { AlongKind } from '../kinds/along.ts'
import type { Arguments } from './arguments.ts'
import { fault } from './loading.ts'
import type { PartReader, Reading } from './operand.ts'
import { readTime } from './time.ts'

/** `semiAdditive` or `cumulative` beside an aggregate. */
export const readAlong: PartReader = (reading) => {
  const { loading, kind, measure } = reading
  const [along, other] = Object.values(alongKinds).filter(({ name }) => measure.written.has(name))
  if (!along) return {}
  const given = measure.objects.get(along.name)
  const node = given?.node ?? measure.node
  if (other) {
    const what = `The measure has both ${along.name} and ${other.name}`
    fault(loading, measure.node, what, `either ${along.name} or ${other.name}`, 'Remove one')
    return undefined
  }
  if (!kind.along) {
    const what = `${kind.name} cannot be ${along.name}`
    const cure = `Remove it, or put ${along.name} on an aggregate of its own`
    fault(loading, node, what, `${along.name} beside an aggregate`, cure)
    return undefined
  }
  return given && make(reading, along, given)
}

function make({ loading, draft }: Reading, along: AlongKind, given: Arguments): ReturnType<PartReader> {
  const named = given.texts.get('over')
  const over = named && readTime(loading, draft, named)
  if (!over || !isWhole(along, given)) return undefined
  const made = along.make(valuesOf(given), draft, over)
  if ('is' in made) return { along: made }
  const blamed = given.exact.get(made.at)?.node ?? given.texts.get(made.at)?.node ?? given.node
  fault(loading, blamed, made.what, made.expected, made.cure)
  return undefined
}

/** Whether every argument that was written, or has to be, could be read; what couldn't has been told. */
function isWhole(along: AlongKind, { written, exact, texts }: Arguments): boolean {
  return Object.entries(along.arguments).every(
    ([name, { required }]) => exact.has(name) || texts.has(name) || !(required || written.has(name)),
  )
}

function valuesOf({ exact, texts }: Arguments): Given {
  return Object.fromEntries([...texts, ...exact].map(([name, { value }]) => [name, value]))
}
