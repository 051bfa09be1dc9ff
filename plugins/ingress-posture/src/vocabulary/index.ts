export * from './descriptor';
export * from './glyphs';
export * from './postures';
export * from './tones';
export * from './vocabulary';
export * from './wires';
