export default {
  sheets: {
    title: 'Import / export',
    bring: 'Import a sheet…',
    xlsx: 'Export as Excel (XLSX)',
    csv: 'Export as CSV',
    busy: 'Exporting…',
    name: { products: 'Products', prices: 'Store prices', stores: 'Stores', stock: 'Stock count' },
  },
}
