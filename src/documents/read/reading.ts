import { invariant } from '../../base/errors.ts'
import type { Condition, TypeName } from '../../engine/query.ts'
import { modelNamed, type Link, type Model, type Models } from '../../model/model.ts'
import type { Collected, Request } from './collect.ts'
import { Given } from './given.ts'

/** What reading needs at every step. */
export interface Reading {
  readonly models: Models
  readonly request: Request
  /** Conditions that are all of one variable, by their input and its name: they are read once, however many fields have them. */
  readonly conditions: Map<string, Condition>
}

export function argument({ request }: Reading, { node }: Collected, name: string): Given {
  return Given.argument(node.arguments, name, request.variables)
}

export function typename({ as }: Collected, name: string): TypeName {
  return { is: 'typename', as, name }
}

export function target({ models }: Reading, link: Link): Model {
  return modelNamed(models, link.to)
}

/** The model that the API means by `name`, and which of its names that is. */
export function modelCalled(
  models: Models,
  name: string,
): { readonly model: Model; readonly which: keyof Model['names'] } {
  for (const model of models.byName.values()) {
    for (const which of ['one', 'many', 'metrics'] as const)
      if (model.names[which] === name) return { model, which }
  }
  invariant(false, `${name} is a name that the API has for a model`)
}
