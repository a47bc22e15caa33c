export default { menu: { home: '首页' }, home: { hello: '{name}，您好。' } }
