/** Numbers of flows: assembled ones bring theirs, those of exporters and tables go on behind. */
import { columnsOf, flowsTable } from './flow-tables.js'
import type { Cell } from './table.js'

const { flowId: FLOW_ID } = columnsOf(flowsTable)

/** Gives a row of the table of flows with its number; rows that have one come first. */
export function createFlowNumbers(): (cells: readonly Cell[]) => readonly Cell[] {
  let next = 0n
  return (cells) => {
    const known = cells[FLOW_ID]
    if (typeof known === 'bigint') {
      if (known >= next) next = known + 1n
      return cells
    }
    const own = [...cells]
    own[FLOW_ID] = next++
    return own
  }
}
