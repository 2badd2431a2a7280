/** JSON that the warehouse wrote. It goes into the response as it is: parsing it would cost time and digits. */
export class RawJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** For Apollo's `stringifyResult`: the response's text, errors first as the specification advises. */
export function writeResult(result: object): string {
  const { data, errors, extensions } = result as { data?: unknown; errors?: unknown; extensions?: unknown }
  if (!(data instanceof RawJson)) return JSON.stringify({ errors, data, extensions })
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`
  return `{${before}"data":${data.text}${after}}`
}
