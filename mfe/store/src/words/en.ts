export default { menu: { home: 'Orders' }, home: { hello: 'Hello {name}.' } }
