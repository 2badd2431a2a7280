import type { HubSpotSettings } from './settings.ts'

/** `/crm/objects/2026-03/companies` or, in the older family, `/crm/v3/objects/companies`. */
export function objectPath({ version }: HubSpotSettings, object: string): string {
  return family(version, 'objects', object)
}

export function propertyPath({ version }: HubSpotSettings, object: string): string {
  return family(version, 'properties', object)
}

function family(version: string, kind: 'objects' | 'properties', object: string): string {
  const type = encodeURIComponent(object)
  return /^v\d/.test(version) ? `/crm/${version}/${kind}/${type}` : `/crm/${kind}/${version}/${type}`
}
