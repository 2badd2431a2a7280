import type { Dimension } from '../model.ts'
import { takesOfConversion } from '../kinds/conversion.ts'
import { nearest } from '../nearest.ts'
import type { Arguments } from './arguments.ts'
import { fault, listed, type Draft, type Loading, type Text } from './loading.ts'
import type { PartReader } from './operand.ts'
import { readTime } from './time.ts'
import { valueTypes } from '../values.ts'
import { readValue, type Value } from './value.ts'

/** One of the two events of a conversion. */
interface Event {
  readonly model: Draft
  readonly per: Value
  readonly at: Dimension
  readonly where: Value | undefined
}

/** The two events of a conversion. */
export const readEvents: PartReader = ({ loading, draft, kind, measure }) => {
  if (kind.takes !== 'events') return {}
  const given = measure.objects.get(kind.name)
  const first = given && readFirst(loading, draft, given)
  const second = first && readSecond(loading, first, given)
  const within = given?.exact.get('within')?.value
  const take = takesOfConversion.find((one) => one === (given?.exact.get('take')?.value ?? 'RATE'))
  if (!second || !isWhole(given) || within === undefined || !take) return undefined
  if (!checkPair(loading, given, first, second)) return undefined
  const { model, per, at, where } = second
  const to = {
    model: model.name,
    per: per.expression,
    at: at.name,
    ...(where && { where: where.expression }),
  }
  return { events: { per: first.per.expression, at: first.at.name, to: Object.freeze(to), within, take } }
}

/** Whether everything that was written could be read; what couldn't has been told. */
function isWhole({ written, texts, exact }: Arguments): boolean {
  return [...written].every((name) => texts.has(name) || exact.has(name))
}

function readFirst(loading: Loading, draft: Draft, { texts }: Arguments): Event | undefined {
  const [perText, atText] = [texts.get('per'), texts.get('at')]
  const per = perText && readValue(loading, draft, perText)
  const at = atText && readTime(loading, draft, atText)
  return per && at && { model: draft, per, at, where: undefined }
}

/** What isn't said of the second event is as of the first. */
function readSecond(loading: Loading, first: Event, { texts, written }: Arguments): Event | undefined {
  const model = written.has('to') ? findModel(loading, first.model, texts.get('to')) : first.model
  if (!model) return undefined
  const here = model === first.model
  const perText = texts.get('toPer') ?? texts.get('per')
  const atText = texts.get('toAt')
  const whereText = texts.get('toWhere')
  const per = here && !texts.has('toPer') ? first.per : perText && readValue(loading, model, perText)
  const at = atText ? readTime(loading, model, atText) : sameTime(loading, first, model, texts)
  const where = whereText && readValue(loading, model, whereText)
  return per && at && (where || !written.has('toWhere')) ? { model, per, at, where } : undefined
}

/** The time of the first event's name on the second's model. */
function sameTime(
  loading: Loading,
  first: Event,
  model: Draft,
  texts: Arguments['texts'],
): Dimension | undefined {
  if (model === first.model) return first.at
  const node = texts.get('to')?.node
  return node && readTime(loading, model, { value: first.at.name, node }, (near) => `Add toAt: "${near}"`)
}

function checkPair(loading: Loading, { node, texts }: Arguments, first: Event, second: Event): boolean {
  for (const { per, name } of [
    { ...first, name: 'per' },
    { ...second, name: 'toPer' },
  ]) {
    if (!per.type || valueTypes[per.type].groups) continue
    const what = `An entity is a ${per.type}, which cannot be told from another`
    fault(
      loading,
      (texts.get(name) ?? texts.get('per'))?.node ?? node,
      what,
      'a value such as an ID',
      'Name a key',
    )
    return false
  }
  if (first.per.type && second.per.type && first.per.type !== second.per.type) {
    const what = `An entity is a ${first.per.type} at first and then a ${second.per.type}`
    fault(loading, texts.get('toPer')?.node ?? node, what, 'per and toPer of one type', 'Correct toPer')
    return false
  }
  if (first.at.type !== second.at.type) {
    const what = `"${first.at.name}" is a ${first.at.type}, and "${second.at.name}" a ${second.at.type}`
    fault(loading, texts.get('toAt')?.node ?? node, what, 'two times of one type', 'Name another time')
    return false
  }
  if (first.model !== second.model || second.where || texts.has('toPer') || first.at !== second.at)
    return true
  // Every first event would be its own second one, and the rate 1.
  const cure = 'Say what comes after with to, toAt or toWhere'
  fault(loading, node, 'The conversion leads to the events that it begins with', 'another second event', cure)
  return false
}

function findModel(loading: Loading, draft: Draft, text: Text | undefined): Draft | undefined {
  const model = text && loading.drafts.get(text.value)
  if (!text || (!model && loading.declared.has(text.value))) return undefined
  if (!model) {
    const names = [...loading.drafts.keys()]
    const near = nearest(text.value, names)
    const cure = near ? `Write "${near}"` : 'Name a model of the project'
    const what = `The conversion leads to "${text.value}", which is no model`
    fault(loading, text.node, what, `one of the models: ${listed(names)}`, cure)
    return undefined
  }
  if (model.warehouse === draft.warehouse) return model
  const what = `"${draft.name}" is in the warehouse "${draft.warehouse}" and "${model.name}" in "${model.warehouse}"`
  fault(loading, text.node, what, 'two events of one warehouse', 'Bring both tables into one warehouse')
  return undefined
}
