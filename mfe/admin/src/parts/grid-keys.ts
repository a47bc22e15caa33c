/**
 * Moves between the cells of a table being typed into: Enter and the down arrow go to the same column of the next row,
 * the up arrow (and Shift-Enter) to the row before. Cells carry `data-column`; rows are `tr`. True when it moved.
 */
export function moveByKey(event: KeyboardEvent): boolean {
  const cell = event.target as HTMLElement
  const down = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey)
  const up = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey)
  if ((!down && !up) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false
  const column = cell.dataset['column']
  if (!column) return false
  event.preventDefault()
  let row = cell.closest('tr')
  do row = (down ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null
  while (row && !row.querySelector(`[data-column="${column}"]`))
  const target = row?.querySelector<HTMLInputElement>(`[data-column="${column}"]`)
  if (!target) {
    cell.blur()
    return true
  }
  target.focus()
  target.select?.()
  return true
}
