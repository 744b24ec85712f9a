/**
 * How many SQL statements the requests of a process have sent so far, read from the text of its /metrics. The difference between two readings
 * is what a page cost: transaction control, connecting, the tail and these readings themselves are not in it, all else is.
 */
export function statementCount(metrics: string): number {
  const count = /^sextant_sql_statements_total (\d+)$/m.exec(metrics)?.[1]
  if (count === undefined)
    throw new Error('These are not the metrics of an edge process that counts its statements.')
  return Number(count)
}
