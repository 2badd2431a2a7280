import type { Formula, FormulaFunction } from '../expression.ts'
import { broken, referencePath, type Broken, type Parsed } from './parsed.ts'

interface Token {
  readonly is: 'number' | 'reference' | 'word' | 'sign' | 'other' | 'end'
  readonly text: string
  readonly offset: number
}

const TOKEN =
  /(?<number>\d+(?:\.\d+)?(?![\w.]))|(?<reference>\{[^{}]*\})|(?<word>[A-Za-z_]\w*)|(?<sign>[-+*/(),])|(?<other>\S)/g

/** How many arguments each function takes, at least and at most. */
const functions: Readonly<Record<FormulaFunction, readonly [number, number]>> = {
  coalesce: [1, 20],
  nullif: [2, 2],
  round: [1, 2],
  abs: [1, 1],
  greatest: [1, 20],
  least: [1, 20],
}

const EXPECTED = `arithmetic over measures, such as "{revenue} / {orderCount}": + - * / ( ), numbers, and ${Object.keys(functions).join(', ')}`
const CURE = 'Correct the formula, or compute it in an @sql field'

/** How deep parentheses may go: far more than anyone reads, far less than the stack holds. */
const MAX_DEPTH = 50

/** Arithmetic over measures. `*` and `/` before `+` and `-`, from left to right. */
export function parseFormula(text: string): Parsed<Formula> {
  try {
    return { is: 'parsed', value: new FormulaReader(tokens(text)).whole() }
  } catch (thrown) {
    if (isBroken(thrown)) return thrown
    throw thrown
  }
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const kinds = ['number', 'reference', 'word', 'sign'] as const
    const is = kinds.find((kind) => match.groups?.[kind] !== undefined) ?? 'other'
    found.push({ is, text: match[0], offset: match.index })
  }
  found.push({ is: 'end', text: '', offset: text.length })
  return found
}

/** Recursive descent; one method a level of precedence. A fault leaves as a thrown `Broken`. */
class FormulaReader {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Formula {
    const formula = this.#sum()
    if (this.#peek.is !== 'end') this.#fail(`"${this.#peek.text}" is not expected here`)
    return formula
  }

  #sum(): Formula {
    let left = this.#product()
    for (let op = this.#take('+', '-'); op; op = this.#take('+', '-')) {
      left = { is: 'binary', op, left, right: this.#product() }
    }
    return left
  }

  #product(): Formula {
    let left = this.#factor()
    for (let op = this.#take('*', '/'); op; op = this.#take('*', '/')) {
      left = { is: 'binary', op, left, right: this.#factor() }
    }
    return left
  }

  #factor(): Formula {
    if (++this.#depth > MAX_DEPTH) this.#fail(`The formula is nested deeper than ${MAX_DEPTH}`)
    const formula: Formula = this.#take('-') ? { is: 'negate', of: this.#factor() } : this.#primary()
    this.#depth--
    return formula
  }

  #primary(): Formula {
    const token = this.#peek
    if (token.is === 'number') return this.#step({ is: 'number', text: token.text })
    if (token.is === 'reference') return this.#reference(token)
    if (token.is === 'word') return this.#call(token)
    if (!this.#take('('))
      this.#fail(token.is === 'end' ? 'The formula ends too early' : `"${token.text}" is not expected here`)
    const inner = this.#sum()
    this.#close()
    return inner
  }

  #reference(token: Token): Formula {
    const path = referencePath(token.text)
    if (!path) return this.#fail(`"${token.text}" is not a reference`)
    return this.#step({ is: 'measure', path, offset: token.offset })
  }

  #call(token: Token): Formula {
    const fn = token.text.toLowerCase()
    if (!isFunction(fn)) return this.#fail(`"${token.text}" is not a function of formulas`)
    this.#next++
    if (!this.#take('(')) this.#fail(`"${fn}" has no arguments`)
    const args = [this.#sum()]
    while (this.#take(',')) args.push(this.#sum())
    this.#close()
    const [least, most] = functions[fn]
    if (args.length < least || args.length > most) {
      const wanted = least === most ? String(least) : `${least} to ${most}`
      this.#fail(`"${fn}" takes ${wanted} arguments, not ${args.length}`, token.offset)
    }
    return { is: 'call', fn, args }
  }

  get #peek(): Token {
    return this.#tokens[this.#next] ?? { is: 'end', text: '', offset: 0 }
  }

  #step(formula: Formula): Formula {
    this.#next++
    return formula
  }

  #take<Sign extends string>(...signs: readonly Sign[]): Sign | undefined {
    const { is, text } = this.#peek
    const sign = is === 'sign' ? signs.find((one) => one === text) : undefined
    if (sign) this.#next++
    return sign
  }

  #close(): void {
    if (this.#take(')')) return
    this.#fail(this.#peek.is === 'end' ? '"(" is not closed' : `"${this.#peek.text}" is not expected here`)
  }

  #fail(what: string, offset = this.#peek.offset): never {
    // Not an error of the program: parseFormula catches it and hands it back as a value.
    // oxlint-disable-next-line typescript/only-throw-error
    throw broken(offset, what, EXPECTED, CURE)
  }
}

function isFunction(name: string): name is FormulaFunction {
  return Object.hasOwn(functions, name)
}

function isBroken(thrown: unknown): thrown is Broken {
  return typeof thrown === 'object' && thrown !== null && 'is' in thrown && thrown.is === 'broken'
}
