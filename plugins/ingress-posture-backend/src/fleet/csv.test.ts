import { csvLine } from './csv';

describe('csvLine', () => {
  it.each([
    [['cart', 3, true, null], 'cart,3,true,\r\n'],
    [['a,b', 'say "no"'], '"a,b","say ""no"""\r\n'],
    [['one\ntwo'], '"one\ntwo"\r\n'],
    [['=1+1', '@x', '-y'], "'=1+1,'@x,'-y\r\n"],
  ])('writes %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
