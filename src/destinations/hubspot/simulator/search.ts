import type { FarRecord, SimReply } from '../../kit/simulator/simulator.ts'
import type { Account } from './account.ts'
import { toldRecord } from './batch.ts'

interface Filter {
  readonly propertyName?: unknown
  readonly operator?: unknown
  readonly value?: unknown
  readonly values?: unknown
}

/** Filters with EQ, IN and HAS_PROPERTY, paged; groups are alternatives. */
export function search(account: Account, object: string, body: unknown): SimReply {
  const { filterGroups, properties, limit, after } = body as {
    filterGroups?: { filters?: Filter[] }[]
    properties?: unknown
    limit?: number
    after?: string
  }
  const groups = Array.isArray(filterGroups) ? filterGroups : []
  const found = account
    .records(object)
    .filter(
      (record) =>
        groups.length === 0 ||
        groups.some(({ filters }) => (filters ?? []).every((one) => fits(record, one))),
    )
  const from = Number(after ?? 0)
  const to = from + Math.min(limit ?? 10, 200)
  return {
    status: 200,
    body: {
      total: found.length,
      results: found.slice(from, to).map((record) => toldRecord(record, properties)),
      ...(to < found.length ? { paging: { next: { after: String(to) } } } : {}),
    },
  }
}

function fits({ fields }: FarRecord, { propertyName, operator, value, values }: Filter): boolean {
  const held = fields[String(propertyName)]
  if (operator === 'EQ') return held === value
  if (operator === 'IN') return Array.isArray(values) && values.includes(held)
  return operator === 'HAS_PROPERTY' && held !== undefined
}
