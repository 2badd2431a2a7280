import type { Model, Models } from '../model/model.ts'

/** What a rule keeps back of the API: apps of who isn't cleared are answered otherwise, or not at all. */
export interface Restriction {
  /** A type, or a field of one: `Customer.email`. */
  readonly on: string
  readonly is: keyof typeof restrictionKinds
  /** Everything about it but the text of a row rule. */
  readonly says: string
}

/** Whether requests fail where there was no such rule before; else they are answered with less. */
export const restrictionKinds = Object.freeze({
  masked: { breaks: true },
  told: { breaks: true },
  ruled: { breaks: false },
})

/** Every mask, row rule and small group of the models, in the order of their names. */
export function restrictionsOf(models: Models): readonly Restriction[] {
  const all = [...models.byName.values()]
  const found = [...all.flatMap(ruled), ...all.flatMap(told), ...all.flatMap(masked)]
  return found.sort((a, b) => (line(a) < line(b) ? -1 : 1))
}

function ruled({ name, rows }: Model): readonly Restriction[] {
  return rows.length > 0 ? [{ on: name, is: 'ruled', says: rows.map(ruleFor).join(', ') }] : []
}

function told({ name, minGroup }: Model): readonly Restriction[] {
  if (!minGroup) return []
  const { size, by, clear } = minGroup
  const says = `in groups of ${size} by ${[...by].sort().join(', ')}${but(clear)}`
  return [{ on: name, is: 'told', says }]
}

function masked({ name, fields }: Model): readonly Restriction[] {
  return [...fields.values()].flatMap((field): readonly Restriction[] => {
    if (field.is !== 'dimension' || !field.pii || field.pii.mask === 'NONE') return []
    const { mask, clear } = field.pii
    return [{ on: `${name}.${field.name}`, is: 'masked', says: `${mask}${but(clear)}` }]
  })
}

function ruleFor({ roles }: { readonly roles?: readonly string[] }): string {
  return roles ? `for ${roles.join(' and ')}` : 'for everybody'
}

function but(clear: readonly string[]): string {
  return clear.length > 0 ? ` but for ${clear.join(' and ')}` : ''
}

/** `Customer.email masked PARTIAL but for support`: what `readRestrictions` reads. */
function line({ on, is, says }: Restriction): string {
  return `${on} ${is} ${says}`
}

const HEAD = '# Rules of the model, by which apps may be told less than this:'
const LINE = /^# (?<on>\w+(?:\.\w+)?) (?<is>masked|told|ruled) (?<says>.*)$/gm

/** As comments below an API, where there are any. */
export function printRestrictions(restrictions: readonly Restriction[]): string {
  if (restrictions.length === 0) return ''
  return `\n${[HEAD, ...restrictions.map((one) => `# ${line(one)}`)].join('\n')}\n`
}

/** The restrictions that stand below a committed API. */
export function readRestrictions(committed: string): readonly Restriction[] {
  return [...committed.matchAll(LINE)].map(({ groups }) => {
    const { on = '', is, says = '' } = groups ?? {}
    return { on, is: is as Restriction['is'], says }
  })
}
