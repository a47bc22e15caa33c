export default {
  scales: {
    hint: "Labels printed by a shop's scales: tills and shoppers who scan are charged by the grams or the amount on them.",
    labels: 'Label prefixes',
    about:
      'A label is a barcode of 13 digits that begins with 20 to 29: two digits of prefix, five of the article, five of the value, one check digit. Labels of 18 digits hold both amount and grams; the grams count.',
    goods: 'The barcode to enter for the goods is prefix + article + 00000 + check digit, such as:',
    prefix: 'Prefix',
    holds: 'Its five digits are',
    none: 'Not a label of a scale',
    grams: 'Grams',
    amount: 'An amount (in cents)',
    amountHint:
      'Prices are those of the store in the system. Where no whole number of grams costs the amount on the label, the cashier is told and checks the grams.',
    example: '{code} = goods {barcode}, {value}',
  },
}
