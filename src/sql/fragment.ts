import { SluiceError } from '../base/errors.ts'

/** A place in a statement that is bound when it runs. `source` says where the value comes from; SQL doesn't care. */
export interface Param<Source = unknown> {
  readonly source: Source
  /** The SQL type that the text of the value is cast to; the dialect chooses it. */
  readonly type?: string
}

/** SQL as a value: text with parameters between. Only the `sql` tag and its helpers make one. */
export class Fragment {
  readonly chunks: readonly (string | Param)[]

  constructor(chunks: readonly (string | Param)[]) {
    this.chunks = chunks
    Object.freeze(this)
  }
}

/** A statement's text with `$1…`, and what is to be bound, in order. */
export interface Rendered {
  readonly text: string
  readonly params: readonly Param[]
}

/**
 * Writes SQL. Only fragments go into holes.
 * @throws TypeError-like SluiceError for anything else, with the cure.
 */
export function sql(strings: TemplateStringsArray, ...holes: readonly Fragment[]): Fragment {
  const chunks: (string | Param)[] = []
  strings.forEach((text, i) => {
    if (text) chunks.push(text)
    if (i >= holes.length) return
    const hole = holes[i]
    if (!(hole instanceof Fragment)) {
      throw new SluiceError('INTERNAL', {
        what: `hole ${i + 1} is not SQL`,
        cure: 'Wrap a value in sql.value(), a name in sql.id()',
      })
    }
    chunks.push(...hole.chunks)
  })
  return new Fragment(chunks)
}

/** A quoted name, dotted where there are several: `sql.id('marts', 'orders')`. */
sql.id = (...names: readonly string[]): Fragment =>
  new Fragment([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')])

/** A parameter whose value is bound when the statement runs. The same `Param` object is sent once. */
sql.param = (param: Param): Fragment => new Fragment([param])

/** A parameter with a value that is known now. */
sql.value = (value: unknown, type?: string): Fragment =>
  new Fragment([{ source: { is: 'constant', value }, ...(type === undefined ? {} : { type }) }])

/** A quoted string literal; for names that go into JSON keys and for types that parameters can't reach. */
sql.literal = (text: string): Fragment => new Fragment([`'${text.replaceAll("'", "''")}'`])

/** SQL text that the model's author or a dialect wrote. Never for anything that came with a request. */
sql.authored = (text: string): Fragment => new Fragment([text])

sql.join = (fragments: readonly Fragment[], separator = ', '): Fragment =>
  new Fragment(
    fragments.flatMap((fragment, i) => (i === 0 ? fragment.chunks : [separator, ...fragment.chunks])),
  )

sql.empty = new Fragment([])

/** The statement's text, each distinct parameter numbered once. */
export function render(fragment: Fragment): Rendered {
  const numbers = new Map<Param, number>()
  let text = ''
  for (const chunk of fragment.chunks) {
    if (typeof chunk === 'string') {
      text += chunk
      continue
    }
    const number = numbers.get(chunk) ?? numbers.size + 1
    numbers.set(chunk, number)
    text += chunk.type ? `$${number}::${chunk.type}` : `$${number}`
  }
  return { text, params: [...numbers.keys()] }
}
