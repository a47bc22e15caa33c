export default { menu: { home: '供货概览' }, home: { hello: '{name}，您好。' } }
