import type { Complaint } from '../argument.ts'
import { takesOfConversion } from '../kinds/conversion.ts'
import type { Dimension } from '../model.ts'
import { nearest } from '../nearest.ts'
import { valueTypes } from '../values.ts'
import type { Arguments } from './arguments.ts'
import { fault, listed, type Draft, type Loading, type Text } from './loading.ts'
import type { PartReader } from './operand.ts'
import { readTime } from './time.ts'
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
  const second = given && readSecond(loading, draft, given, first)
  const within = given?.exact.get('within')?.value
  const take = takesOfConversion.find((one) => one === (given?.exact.get('take')?.value ?? 'RATE'))
  if (!first || !second || !isWhole(given) || within === undefined || !take) return undefined
  const wrong = complaint(first, second, given.texts)
  if (wrong) {
    fault(loading, given.texts.get(wrong.at)?.node ?? given.node, wrong.what, wrong.expected, wrong.cure)
    return undefined
  }
  const { model, per, at, where } = second
  const condition = where && { where: where.expression }
  const to = Object.freeze({ model: model.name, per: per.expression, at: at.name, ...condition })
  return { events: { per: first.per.expression, at: first.at.name, to, within, take } }
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
function readSecond(
  loading: Loading,
  draft: Draft,
  { texts, written }: Arguments,
  first: Event | undefined,
): Event | undefined {
  const model = written.has('to') ? findModel(loading, draft, texts.get('to')) : draft
  if (!model) return undefined
  const perText = written.has('toPer') ? texts.get('toPer') : texts.get('per')
  const [atText, whereText] = [texts.get('toAt'), texts.get('toWhere')]
  // Texts that both events share are read once, so that a fault is told once.
  const shared = model === draft && !written.has('toPer')
  const per = shared ? first?.per : perText && readValue(loading, model, perText)
  const at = atText ? readTime(loading, model, atText) : sameTime(loading, model, texts, first)
  const where = whereText && readValue(loading, model, whereText)
  return per && at && { model, per, at, where }
}

/** The time of the first event's name on the second's model. */
function sameTime(
  loading: Loading,
  model: Draft,
  texts: Arguments['texts'],
  first: Event | undefined,
): Dimension | undefined {
  if (!first || model === first.model) return first?.at
  const node = texts.get('to')?.node
  return node && readTime(loading, model, { value: first.at.name, node }, (near) => `Add toAt: "${near}"`)
}

/** What keeps two events, each of them right, from being a conversion. */
function complaint(first: Event, second: Event, texts: Arguments['texts']): Complaint | undefined {
  const [here, there] = [first.per.type, second.per.type]
  const vague = [here, there].find((type) => type && !valueTypes[type].groups)
  const blamed = texts.has('toPer') ? 'toPer' : 'per'
  if (vague) {
    const what = `An entity is told by a value of type ${vague}, which cannot be compared`
    return {
      at: vague === here ? 'per' : blamed,
      what,
      expected: 'a value such as an ID',
      cure: 'Name a key',
    }
  }
  if (here && there && here !== there) {
    const what = `An entity is told by a value of type ${here} at first, and by one of type ${there} then`
    return { at: blamed, what, expected: 'per and toPer of one type', cure: 'Correct toPer' }
  }
  if (first.at.type !== second.at.type) {
    const what = `"${first.at.name}" is of type ${first.at.type}, and "${second.at.name}" of type ${second.at.type}`
    return { at: 'toAt', what, expected: 'two times of one type', cure: 'Name another time' }
  }
  if (first.model !== second.model || second.where || texts.has('toPer') || first.at !== second.at)
    return undefined
  return {
    // Every first event would be its own second one, and the rate 1.
    at: '',
    what: 'The conversion leads to the events that it begins with',
    expected: 'another second event',
    cure: 'Say what comes after with to, toAt or toWhere',
  }
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
