/** Turns rpx into vw and vh into the height of the page below the bars. */
export function convertUnits(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, number) => `${+(Number(number) / 7.5).toFixed(4)}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, number) => `calc(var(--mp-vh) * ${number})`)
}
