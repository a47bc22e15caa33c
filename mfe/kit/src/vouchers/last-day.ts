/** An instant of the last day on which what ends at midnight still holds: people name that day, not the midnight after it. */
export const lastDay = (expiresAt: string): number => Date.parse(expiresAt) - 1
