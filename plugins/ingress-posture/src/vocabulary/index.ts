export * from './descriptor';
export * from './glyphs';
export * from './postures';
export * from './tones';
export * from './vendorTitles';
export * from './vocabulary';
export * from './wires';
