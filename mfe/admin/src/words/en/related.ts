export default {
  related: {
    title: 'Goes well with it',
    hint: 'These come first beside the product, in this order. The rest is found: bought together, same brand, same category.',
    none: 'Nothing is chosen yet',
    noneHint: 'Shoppers see what is bought together, of the same brand and of the same category.',
    add: 'Add goods by name, code or barcode',
    noMatch: 'No goods found',
    up: 'Move {name} up',
    down: 'Move {name} down',
    remove: 'Remove {name}',
  },
}
