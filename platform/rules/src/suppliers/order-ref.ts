/**
 * What names an order between a supplier and the brand: the end of its id, which is drawn at random. Its number would say
 * which store it was sold in.
 */
export const orderRefOf = (orderId: string): string => orderId.slice(-8).toUpperCase()
