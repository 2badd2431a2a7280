import { SluiceError } from '../base/errors.ts'

/**
 * `--claim region=EU`: a claim that row rules read. What is given several times under one name is a list.
 * @throws USAGE for what is no `name=value`
 */
export function claimsIn(given: readonly string[]): Record<string, string | readonly string[]> {
  const pairs = given.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw unreadable(text)
    return [text.slice(0, at), text.slice(at + 1)] as const
  })
  const values = [...Map.groupBy(pairs, ([name]) => name)]
  return Object.fromEntries(
    values.map(([name, all]) => {
      const texts = all.map(([, value]) => value)
      return [name, texts.length === 1 ? (texts[0] ?? '') : texts]
    }),
  )
}

function unreadable(text: string): SluiceError {
  return new SluiceError('USAGE', {
    what: `--claim is "${text}"`,
    expected: '--claim NAME=VALUE, once for each value',
    cure: 'For a list: --claim region=EU --claim region=US',
  })
}
