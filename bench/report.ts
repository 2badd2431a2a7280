/** A Markdown table. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** What is wanted of a figure, and whether it is so. */
export interface Aim {
  readonly what: string
  readonly figure: string
  readonly wanted: string
  readonly met: boolean
}

export function aimsTable(aims: readonly Aim[]): string {
  const body = aims.map(({ what, figure, wanted, met }) => [what, figure, wanted, met ? 'yes' : '**no**'])
  return table(['aim', 'figure', 'wanted', 'met'], body)
}
