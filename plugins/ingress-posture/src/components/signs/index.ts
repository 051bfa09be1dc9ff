export * from './age';
export * from './Chip';
export * from './CodeBlock';
export * from './CopyButton';
export * from './Flash';
export * from './Glyph';
export * from './SmallButton';
