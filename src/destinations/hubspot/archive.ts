import type { Batch, Change, FarResponse, FarSide, Outcome } from '../contract.ts'
import { ask } from '../kit/ask.ts'
import { bisect, type Part } from '../kit/bisect.ts'
import { all } from '../kit/outcomes.ts'
import { words } from '../kit/words.ts'
import { bodyOf, contextOf, problemsOf, resultsOf } from './body.ts'
import { reading } from './classify.ts'
import { bearer } from './describe.ts'
import { objectPath } from './paths.ts'
import type { HubSpotSettings } from './settings.ts'
import { folded } from './upsert.ts'

const GONE: Outcome = { is: 'delivered', confirmed: 'ROW' }

/** HubSpot archives by its own ids only: those that aren't known are asked for by the sync's key first. */
export async function archive(far: FarSide<HubSpotSettings>, batch: Batch): Promise<readonly Outcome[]> {
  const ids = new Map<Change, string>()
  for (const change of batch.changes) if (change.farId !== undefined) ids.set(change, change.farId)
  const unknown = batch.changes.filter((change) => !ids.has(change))
  const settled = new Map<Change, Outcome>()
  if (unknown.length > 0) {
    const found = await find(far, batch, unknown)
    for (const change of unknown) {
      const fate = found(change)
      if (typeof fate === 'string') ids.set(change, fate)
      else settled.set(change, fate)
    }
  }
  const present = batch.changes.filter((change) => ids.has(change))
  if (present.length > 0) {
    const outcomes = await bisect({ ...batch, changes: present }, (part) => archivePart(far, part, ids))
    present.forEach((change, i) => settled.set(change, outcomes[i] as Outcome))
  }
  return batch.changes.map((change) => settled.get(change) as Outcome)
}

/** What the far side says to a key: its id, that nobody has it any more, or why that can't be told. */
type Find = (change: Change) => string | Outcome

async function find(far: FarSide<HubSpotSettings>, batch: Batch, changes: readonly Change[]): Promise<Find> {
  const reply = await ask(far, reading(far.settings.timezone), {
    method: 'POST',
    url: `${objectPath(far.settings, batch.object)}/batch/read`,
    headers: bearer(far.settings),
    body: {
      idProperty: batch.key,
      properties: [batch.key],
      inputs: changes.map(({ key }) => ({ id: key })),
    },
  })
  if (reply.is === 'failed') return () => reply.outcome
  if (reply.is === 'refused') {
    const reason = words(bodyOf(reply.response).message, 'HubSpot could not look the records up')
    return () => ({ is: 'rejected', reason, code: 'LOOKUP_REFUSED' })
  }
  return readFound(batch.key, reply.response)
}

/** Absence is only believed if everything that is there could be read, and every problem says "not found". */
function readFound(key: string, response: FarResponse): Find {
  const ids = new Map<string, string>()
  let whole = Array.isArray(bodyOf(response).results)
  for (const { id, properties } of resultsOf(response)) {
    const value = properties?.[key]
    if (typeof id === 'string' && typeof value === 'string') ids.set(folded(key, value), id)
    else whole = false
  }
  if (problemsOf(response).some(({ category }) => category !== 'OBJECT_NOT_FOUND')) whole = false
  return (change) =>
    ids.get(folded(key, change.key)) ??
    (whole ? GONE : { is: 'retry', reason: 'HubSpot did not say whether the record is there' })
}

async function archivePart(
  far: FarSide<HubSpotSettings>,
  part: Batch,
  ids: ReadonlyMap<Change, string>,
): Promise<Part> {
  const wanted = [...new Set(part.changes.map((change) => ids.get(change) as string))]
  const reply = await ask(far, reading(far.settings.timezone), {
    method: 'POST',
    url: `${objectPath(far.settings, part.object)}/batch/archive`,
    headers: bearer(far.settings),
    body: { inputs: wanted.map((id) => ({ id })) },
  })
  if (reply.is === 'failed') return { is: 'answered', outcomes: all(part.changes, reply.outcome) }
  if (reply.is === 'refused') {
    const reason = words(bodyOf(reply.response).message, 'HubSpot refused to archive the record')
    return { is: 'refused', because: { is: 'rejected', reason, code: 'ARCHIVE_REFUSED' } }
  }
  const problems = problemsOf(reply.response)
  const refused = new Set(problems.flatMap((problem) => contextOf(problem, 'ids')))
  if (problems.length > 0 && refused.size === 0) {
    return {
      is: 'refused',
      because: { is: 'rejected', reason: words(problems[0]?.message, 'HubSpot refused') },
    }
  }
  return {
    is: 'answered',
    outcomes: part.changes.map((change) => archived(ids.get(change) as string, refused)),
  }
}

function archived(id: string, refused: ReadonlySet<string>): Outcome {
  return refused.has(id)
    ? { is: 'rejected', reason: 'HubSpot refused to archive the record', code: 'ARCHIVE_REFUSED' }
    : // An empty 204 speaks for the batch, not for the record.
      { is: 'delivered', farId: id, confirmed: 'BATCH' }
}
