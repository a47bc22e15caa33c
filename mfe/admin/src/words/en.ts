export default { menu: { home: 'Home' }, home: { hello: 'Hello {name}.' } }
