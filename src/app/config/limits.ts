import { z } from 'zod'
import {
  isLimit,
  limitList,
  type GivenLimits,
  type Limit,
  type LimitGroup,
} from '../../serve/limits/limits.ts'

type Listed = Readonly<Record<string, Limit | LimitGroup>>
type Which = (limit: Limit) => boolean

const whole = z.coerce.number().int().min(1)
const wholeOrNone = z.coerce.number().int().min(0)

/** What sluice.yaml may say of limits, read off their list: those for which `which` holds. */
function shapeOf(listed: Listed, which: Which): z.ZodType {
  const entries = Object.entries(listed).flatMap(([name, one]): [string, z.ZodType][] => {
    if (!isLimit(one)) return Object.values(one).some(which) ? [[name, shapeOf(one, which).optional()]] : []
    return which(one) ? [[name, (name === 'reserved' ? wholeOrNone : whole).optional()]] : []
  })
  return z.strictObject(Object.fromEntries(entries))
}

const { exports, ...answers } = limitList

/** `serve.limits`. */
export const limitsSchema = shapeOf(answers, () => true) as z.ZodType<GivenLimits>

/** `serve.exports`. */
export const exportsSchema = shapeOf(exports, () => true) as z.ZodType<NonNullable<GivenLimits['exports']>>

/** One of `serve.tenants`: what can be another for one tenant. */
export const tenantSchema = shapeOf(limitList, ({ perTenant }) => perTenant) as z.ZodType<GivenLimits>
