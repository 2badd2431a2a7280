import { readFileSync, writeFileSync } from 'node:fs'

/** A fenced block of a page. Lines count from 0 and are those between the fences. */
export interface Block {
  readonly language: string
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A request of a page, and what the page says comes of it. */
export interface Example {
  /** The heading that it stands under, and which of that heading's it is. */
  readonly name: string
  readonly request: string
  /** `# roles: analyst`, `# claims: {…}` and `# variables: {…}` in the request. */
  readonly roles: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
  readonly variables: Readonly<Record<string, unknown>>
  readonly sql?: Block
  readonly json?: Block
  /** The message, where it is refused. */
  readonly text?: Block
}

export interface Page {
  readonly file: string
  /** Tables and rows: the SQL before the first request. */
  readonly tables: string
  /** The whole schema: every model of the page, with the fields that later blocks add to it. */
  readonly schema: string
  readonly examples: readonly Example[]
  /** All of its blocks, in order. */
  readonly blocks: readonly Block[]
}

/** Reads a page. Its blocks, in order, are tables, models, fields (`# in type Order`) and requests with what follows each. */
export function readPage(file: string): Page {
  const lines = readFileSync(file, 'utf8').split('\n')
  const blocks = blocksOf(lines)
  const models = blocks.filter(isModel).map(({ text }) => text)
  const fields = blocks.filter(isFields).map(({ text }) => text)
  const first = blocks.findIndex(isRequest)
  return {
    file,
    tables: blocks
      .slice(0, first)
      .filter(({ language }) => language === 'sql')
      .map(({ text }) => text)
      .join('\n'),
    schema: fields.reduce(withFields, models.join('\n')),
    examples: examplesOf(lines, blocks),
    blocks,
  }
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = []
  let open: { language: string; from: number } | undefined
  lines.forEach((line, i) => {
    const fence = /^```(\w*)/.exec(line)
    if (!fence) return
    if (open) blocks.push({ ...open, to: i, text: lines.slice(open.from, i).join('\n') })
    open = open ? undefined : { language: fence[1] ?? '', from: i + 1 }
  })
  return blocks
}

const ADDS = /^# in type (\w+)\n/

/** A model that is at fault, which the block after it tells. */
export function isWrong({ text }: Block): boolean {
  return text.startsWith('# wrong\n')
}

function isModel(block: Block): boolean {
  return block.language === 'graphql' && /^(type|enum) /m.test(block.text) && !isWrong(block)
}

function isFields({ language, text }: Block): boolean {
  return language === 'graphql' && ADDS.test(text)
}

function isRequest(block: Block): boolean {
  return block.language === 'graphql' && ![isModel, isFields, isWrong].some((is) => is(block))
}

/** A model with the fields of a block put before its closing brace. */
function withFields(schema: string, block: string): string {
  const name = ADDS.exec(block)?.[1] ?? ''
  const type = new RegExp(`^type ${name} [\\s\\S]*?^}`, 'm')
  if (!type.test(schema)) throw new Error(`the page adds fields to "${name}", which it doesn't declare`)
  return schema.replace(type, (text) => `${text.slice(0, -1)}${block.replace(ADDS, '')}\n}`)
}

function examplesOf(lines: readonly string[], blocks: readonly Block[]): readonly Example[] {
  const counts = new Map<string, number>()
  return blocks.flatMap((block, i) => {
    if (!isRequest(block)) return []
    const heading = headingOver(lines, block)
    const count = (counts.get(heading) ?? 0) + 1
    counts.set(heading, count)
    const after = blocks.slice(i + 1)
    const end = after.findIndex(({ language }) => language === 'graphql')
    const answers = new Map((end < 0 ? after : after.slice(0, end)).map((one) => [one.language, one]))
    const [sql, json, text] = ['sql', 'json', 'text'].map((language) => answers.get(language))
    return [
      {
        name: count === 1 ? heading : `${heading}, example ${count}`,
        request: block.text,
        roles: comment(block.text, 'roles')?.split(/[, ]+/) ?? [],
        claims: JSON.parse(comment(block.text, 'claims') ?? '{}') as Record<string, unknown>,
        variables: JSON.parse(comment(block.text, 'variables') ?? '{}') as Record<string, unknown>,
        ...(sql && { sql }),
        ...(json && { json }),
        ...(text && { text }),
      },
    ]
  })
}

function headingOver(lines: readonly string[], { from }: Block): string {
  const heading = lines.slice(0, from).findLast((line) => /^##+ /.test(line))
  return heading?.replace(/^#+ /, '').replaceAll('`', '') ?? ''
}

function comment(request: string, word: string): string | undefined {
  return new RegExp(`^# ${word}: (.*)$`, 'm').exec(request)?.[1]?.trim()
}

/** Puts new text into blocks of a page. Only a person's `SLUICE_UPDATE=1` does, who then reads the difference. */
export function rewrite(
  file: string,
  changes: readonly { readonly block: Block; readonly text: string }[],
): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  for (const { block, text } of [...changes].sort((a, b) => b.block.from - a.block.from))
    lines.splice(block.from, block.to - block.from, ...text.split('\n'))
  writeFileSync(file, lines.join('\n'))
}
