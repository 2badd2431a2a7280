import type { PROPERTY_TYPES, SandboxProperty } from '../settings.ts'

/** A property of an object in an account. */
export interface SimProperty {
  readonly name: string
  readonly label: string
  readonly type: (typeof PROPERTY_TYPES)[number]
  readonly fieldType: string
  readonly groupName: string
  readonly options: readonly { readonly label: string; readonly value: string; readonly hidden: boolean }[]
  readonly hasUniqueValue: boolean
  readonly calculated: boolean
  readonly readOnly: boolean
  /** Its values are kept elsewhere (owners): any is taken. */
  readonly external: boolean
}

type Short = SandboxProperty

const FIELD_TYPES: Readonly<Record<SimProperty['type'], string>> = {
  string: 'text',
  number: 'number',
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  phone_number: 'phonenumber',
}

const BOOLEANS = ['true', 'false'].map((value) => ({ label: value, value, hidden: false }))

/** Contacts and companies have the same. */
const lifecyclestage: Short = {
  type: 'enumeration',
  options: [
    'subscriber',
    'lead',
    'marketingqualifiedlead',
    'salesqualifiedlead',
    'opportunity',
    'customer',
    'evangelist',
    'other',
  ],
}

/** What an account has from the start; a part of what HubSpot's has, under the same names and types. */
const STANDARD: Readonly<Record<string, Readonly<Record<string, Short>>>> = {
  contacts: {
    email: 'string',
    firstname: 'string',
    lastname: 'string',
    phone: 'phone_number',
    mobilephone: 'phone_number',
    company: 'string',
    jobtitle: 'string',
    website: 'string',
    address: 'string',
    city: 'string',
    state: 'string',
    zip: 'string',
    country: 'string',
    lifecyclestage,
    hs_lead_status: {
      type: 'enumeration',
      options: [
        'NEW',
        'OPEN',
        'IN_PROGRESS',
        'OPEN_DEAL',
        'UNQUALIFIED',
        'ATTEMPTED_TO_CONTACT',
        'CONNECTED',
        'BAD_TIMING',
      ],
    },
  },
  companies: {
    name: 'string',
    domain: 'string',
    description: 'string',
    phone: 'phone_number',
    address: 'string',
    city: 'string',
    state: 'string',
    zip: 'string',
    country: 'string',
    website: 'string',
    industry: 'string',
    numberofemployees: 'number',
    annualrevenue: 'number',
    lifecyclestage,
  },
  deals: {
    dealname: 'string',
    amount: 'number',
    closedate: 'datetime',
    dealstage: {
      type: 'enumeration',
      options: [
        'appointmentscheduled',
        'qualifiedtobuy',
        'presentationscheduled',
        'decisionmakerboughtin',
        'contractsent',
        'closedwon',
        'closedlost',
      ],
    },
    pipeline: { type: 'enumeration', options: ['default'] },
    description: 'string',
  },
}

/** What the demo's account was given beyond that, so that its syncs find where to write. */
const SEEDED: Readonly<Record<string, Readonly<Record<string, Short>>>> = {
  companies: {
    sluice_account_id: { type: 'string', label: 'Account id', unique: true },
    health_score: 'number',
    plan: {
      type: 'enumeration',
      options: ['Free', 'Starter', 'Professional', 'Team', 'Enterprise', 'Other'],
    },
    renewal_date: 'date',
    last_order_at: 'datetime',
    revenue_90d: 'number',
    orders_90d: 'number',
    customers: 'number',
    churned: 'bool',
    lead_source: 'string',
  },
  contacts: {
    sluice_customer_id: { type: 'string', label: 'Customer id', unique: true },
    lifetime_value: 'number',
    order_count: 'number',
    last_order_at: 'datetime',
    marketing_consent: 'bool',
    lead_source: 'string',
  },
}

/** HubSpot's own, on every object, never to be written. */
const OWN: readonly SimProperty[] = [
  readOnly('hs_object_id', 'number'),
  readOnly('createdate', 'datetime'),
  readOnly('hs_lastmodifieddate', 'datetime'),
  { ...property('hubspot_owner_id', 'enumeration'), external: true },
]

/** All properties of an object in a new account; undefined for an object that the account doesn't have. */
export function propertiesFor(
  object: string,
  custom: Readonly<Record<string, Readonly<Record<string, Short>>>>,
): SimProperty[] | undefined {
  const standard = STANDARD[object]
  const configured = custom[object]
  if (!standard && !configured) return undefined
  const all = { ...standard, ...SEEDED[object], ...configured }
  return [...OWN, ...Object.entries(all).map(([name, short]) => property(name, short))]
}

export function property(name: string, short: Short): SimProperty {
  const { type, label, options, unique } =
    typeof short === 'string' ? ({ type: short } as Exclude<Short, string>) : short
  return {
    name,
    label: label ?? name.replaceAll('_', ' '),
    type,
    fieldType: FIELD_TYPES[type],
    groupName: 'information',
    options:
      type === 'bool' ? BOOLEANS : (options ?? []).map((value) => ({ label: value, value, hidden: false })),
    hasUniqueValue: unique === true,
    calculated: false,
    readOnly: false,
    external: false,
  }
}

/** As `GET /properties` tells it. */
export function told({ readOnly, external, ...property }: SimProperty): Record<string, unknown> {
  return {
    ...property,
    externalOptions: external,
    archived: false,
    modificationMetadata: { readOnlyValue: readOnly, readOnlyDefinition: readOnly, archivable: !readOnly },
  }
}

function readOnly(name: string, type: SimProperty['type']): SimProperty {
  return { ...property(name, type), readOnly: true }
}
