import { saysTrue } from './saysTrue';

describe('a label or an annotation', () => {
  it.each(['true', 'True', 'TRUE', 't', 'T', '1'])('says yes: %s', text => {
    expect(saysTrue(text)).toBe(true);
  });

  it.each([undefined, '', 'yes', 'on', 'tRUE', 'false', '0'])(
    'says nothing or no: %s',
    text => {
      expect(saysTrue(text)).toBe(false);
    },
  );
});
