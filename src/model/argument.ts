/** What an argument of a directive takes, told as data. An object has arguments of its own. */
export type ArgumentRule = ArgumentForm & { readonly required?: boolean }

export type ArgumentRules = Readonly<Record<string, ArgumentRule>>

export type ArgumentForm =
  /** `names` is a list of texts, one text alone is a list of one; `part` is a number from 0 to 1. */
  | { readonly type: 'text' | 'names' | 'flag' | 'duration' | 'zone' | 'part' }
  /** A whole number, at least so large. */
  | { readonly type: 'count'; readonly least: number }
  /** One of these, without quotes. */
  | { readonly type: 'word'; readonly words: readonly string[] }
  | { readonly type: 'object'; readonly arguments: ArgumentRules }

/** Arguments that have the right form, by name: texts as written, all else as canonical text. */
export type Given = Readonly<Record<string, string>>

/** What is wrong with arguments that each have the right form; `at` names the one to blame. */
export interface Complaint {
  readonly at: string
  readonly what: string
  readonly expected: string
  readonly cure: string
}
