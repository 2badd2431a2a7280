import { html, type TemplateResult } from 'lit'
import { label } from '../format.ts'
import type { Variable } from '../definition.ts'

const RANGES: readonly (readonly [duration: string, text: string])[] = [
  ['P7D', '7 days'],
  ['P30D', '30 days'],
  ['P90D', '90 days'],
  ['P365D', '365 days'],
]

/** The variables that a reader may change here: lengths of time. Others come from the page, by `variables`. */
function rangesOf(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ type }) => type.replace('!', '') === 'Duration')
}

export function filters(
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
  choose: (name: string, value: string) => void,
): readonly TemplateResult[] {
  const ranges = rangesOf(variables)
  return ranges.map((variable) => {
    const chosen = values[variable.name] ?? variable.default
    const known = RANGES.some(([duration]) => duration === chosen) || typeof chosen !== 'string'
    const offered = known ? RANGES : [...RANGES, [chosen, spell(chosen)] as const]
    return html`<fieldset>
      <legend>${ranges.length > 1 ? label(variable.name) : 'Time range'}</legend>
      ${offered.map(
        ([duration, text]) =>
          html`<label>
            <input
              type="radio"
              name=${variable.name}
              .checked=${duration === chosen}
              @change=${() => choose(variable.name, duration)}
            />
            <span>${text}</span>
          </label>`,
      )}
    </fieldset>`
  })
}

const UNITS: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month', Y: 'year' }

/** `P6M` → `6 months`; what isn't so simple stays as it is. */
function spell(duration: string): string {
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(duration) ?? []
  if (!count || !unit) return duration
  return `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`
}
