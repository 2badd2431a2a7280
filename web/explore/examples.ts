/** What stands in the editor's tabs at first. */
export const examples: readonly { readonly title: string; readonly query: string }[] = [
  {
    title: 'Revenue',
    query: `# Revenue by month and status. The dimensions that you select are the grouping.
query Revenue {
  orderMetrics(
    where: { placedAt: { inLast: "P365D" } }
    orderBy: [{ placedAt: ASC }]
    timezone: "Europe/Paris"
  ) {
    rows {
      placedAt(by: MONTH)
      status
      revenue
      orderCount
    }
    totals {
      revenue
      orderCount
      averageOrder
    }
  }
}
`,
  },
  {
    title: 'Orders',
    query: `# The latest orders, with their lines: a Relay connection.
query Orders($after: String) {
  orders(first: 5, after: $after, orderBy: [{ placedAt: DESC }]) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      placedAt
      status
      customer {
        name
      }
    }
  }
}
`,
  },
  {
    title: 'Best customers',
    query: `# Measures per parent, and a condition through a to-many link: it never multiplies rows.
query BestCustomers {
  customers(first: 10, where: { orders: { some: { status: { eq: PAID } } } }) {
    nodes {
      id
      name
      orderMetrics {
        revenue
        orderCount
      }
    }
  }
}
`,
  },
]
