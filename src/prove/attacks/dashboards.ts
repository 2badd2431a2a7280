import { asked, type Attack, type Request } from './attack.ts'

export const dashboards: Attack = {
  name: 'dashboards',
  about:
    'each dashboard with an ordinary token and with an embed token, and what else an embed token asks for',
  attempts: (ground) =>
    ground.dashboards.flatMap((name) => {
      const body = { documentId: `dashboard:${name}`, variables: {} }
      const embed = { ...asked(ground.roles, body), token: 'embed', dashboard: name } as const
      const astray = ground.dashboards.find((other) => other !== name) ?? 'none'
      const requests: readonly Request[] = [
        asked(ground.roles, body),
        embed,
        { ...embed, body: { documentId: `dashboard:${astray}` } },
        { ...embed, body: { query: '{ __typename }' } },
        { ...embed, headers: { accept: 'text/csv' } },
        { method: 'GET', path: `/dashboards/${name}`, roles: ground.roles, token: 'embed', dashboard: name },
      ]
      return requests.map((request) => ({
        attack: 'dashboards',
        outlet: 'dashboard' as const,
        covers: [`dashboards/${name}.graphql`],
        rank: 0 as const,
        request,
      }))
    }),
}
