export * from './AskConnectionButton';
export * from './connectionOf';
