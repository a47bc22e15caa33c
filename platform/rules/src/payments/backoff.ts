/** Seconds to wait before a refund is sent again, by how often it was; at most an hour. */
export const refundWaitsSeconds = [0, 30, 60, 120, 300, 900, 1800, 3600] as const
