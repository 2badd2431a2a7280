/** What stands in the editor's tabs at first. */
export const examples: readonly { readonly title: string; readonly query: string }[] = [
  {
    title: 'Revenue',
    query: `# Revenue by month. The dimensions that you select are the grouping; a month without orders is there, too.
query Revenue {
  orderMetrics(
    where: { placedAt: { inLast: "P365D" } }
    orderBy: [{ placedAt: ASC }]
    fill: true
    timezone: "Europe/Paris"
  ) {
    rows {
      placedAt(by: MONTH)
      revenue
      lastYear: revenue(shift: "-P1Y")
      soFar: revenue(running: true)
      fromTheApp: revenue(where: { channel: { eq: "APP" } })
    }
    totals {
      revenue
      lastYear: revenue(shift: "-P1Y")
      orderCount
      averageOrder
    }
  }
}
`,
  },
  {
    title: 'Top products',
    query: `# The five products that sold best, and one row for all the others.
query TopProducts {
  orderItemMetrics(orderBy: [{ paidSales: DESC }], limit: 5, others: true) {
    rows {
      product {
        name
      }
      paidSales
      share: paidSales(share: TOTAL)
      rank: paidSales(rank: DESC)
      _others
    }
  }
}
`,
  },
  {
    title: 'Models together',
    query: `# Customers, orders and staff by month: each model by its own time, at its own grain.
query Together {
  metrics(orderBy: [{ time: DESC }], limit: 12) {
    rows {
      time(by: MONTH)
      customerMetrics {
        newCustomers: customerCount
        activation
      }
      orderMetrics {
        orderCount
        activeBuyers
        medianOrder
      }
      productUsageMetrics {
        activeStaff: peakActiveUsers
        storage
      }
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
# Names are masked for all but the role \`support\`: sluice token --tenant lumen-lane --role support
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
