import type { TagColour } from '@storeweave/contract'

/** Colours a tag may have: ink on a tint that keeps 4.5:1 beside it. */
export const COLOURS: readonly { name: TagColour; ink: string; tint: string }[] = [
  { name: 'red', ink: '#b42318', tint: '#fdecea' },
  { name: 'orange', ink: '#a04a00', tint: '#fff1e2' },
  { name: 'green', ink: '#17683a', tint: '#e5f5eb' },
  { name: 'blue', ink: '#1a56a8', tint: '#e7f0fc' },
  { name: 'grey', ink: '#4a5160', tint: '#eef0f3' },
]
/** How a tag of a colour is painted. */
export const paintOf = (colour: TagColour): { color: string; background: string } => {
  const { ink, tint } = COLOURS.find((one) => one.name === colour)!
  return { color: ink, background: tint }
}
