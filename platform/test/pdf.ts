import { deflateSync } from 'node:zlib'

/** A PDF of these objects, each a dictionary or a whole stream. */
export const pdf = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.flatMap((object, i) => [
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from('trailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ])
/** A stream object with a dictionary of these entries. */
export const stream = (entries: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ])
export const packed = (text: string): Buffer => deflateSync(Buffer.from(text))

const CATALOG = '<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>'
const OBJECTS = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode'
const SCRIPT = '7 0 << /S /JavaScript /JS (app.alert(1)) >>'

/** Documents as printers and offices make them. */
export const harmless: Record<string, Buffer> = {
  plain: pdf(CATALOG, '<< /Type /Pages /Kids [] /Count 0 >>'),
  'with packed text': pdf(
    CATALOG,
    stream('/Filter /FlateDecode', packed('BT (Hello) Tj ET '.repeat(20_000))),
  ),
  'with packed objects': pdf(CATALOG, stream(OBJECTS, packed('7 0 << /Type /Page /Parent 2 0 R >>'))),
  'with /JS by chance in a photograph': pdf(
    CATALOG,
    stream('/Filter /DCTDecode', Buffer.from('\xff\xd8/JS (\xff', 'latin1')),
  ),
}

/** Documents that would do something. */
export const active: Record<string, Buffer> = {
  'a script on opening': pdf(CATALOG, '<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'),
  'a script in other letters': pdf(CATALOG, '<< /S /J#61vaScri#70t >>'),
  'the short name alone': pdf(CATALOG, '<< /S /X /JS (1) >>'),
  'a program': pdf(CATALOG, '<< /S /Launch /F (cmd.exe) >>'),
  'an attachment': pdf(CATALOG, stream('/Type /EmbeddedFile', Buffer.from('x'))),
  'a password': pdf(CATALOG, '<< /Encrypt 9 0 R >>'),
  'a script in packed objects': pdf(CATALOG, stream(OBJECTS, packed(SCRIPT))),
  'the short name in packed objects': pdf(CATALOG, stream(OBJECTS, packed('7 0 << /JS (1) >>'))),
  'a script far into packed objects': pdf(CATALOG, stream(OBJECTS, packed(' '.repeat(65_530) + SCRIPT))),
  'a script in a stream that says it is something else': pdf(
    CATALOG,
    stream('/Filter /FlateDecode', packed(SCRIPT)),
  ),
  'objects packed in a way nobody can look into': pdf(
    CATALOG,
    stream('/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode', Buffer.from('3720>')),
  ),
  'objects behind a predictor': pdf(
    CATALOG,
    stream(`${OBJECTS} /DecodeParms << /Predictor 12 >>`, packed('7 0 <<>>')),
  ),
  'packed objects that break off': pdf(CATALOG, stream(OBJECTS, packed(SCRIPT.repeat(9)).subarray(0, 20))),
  'a stream inside a stream that never was one': pdf(
    CATALOG,
    Buffer.concat([Buffer.from('% stream\n'), stream(OBJECTS, packed('7 0 << /JS (1) >>'))]),
  ),
  'a bomb': pdf(CATALOG, stream('/Filter /FlateDecode', deflateSync(Buffer.alloc(257 * 1024 * 1024)))),
}
