import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load lazily, and the machines that run this are shared: patience, not speed, is what tests need.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// jsdom lays nothing out, and a virtual table draws nothing in a frame without a height.
Object.defineProperty(Element.prototype, 'clientHeight', { get: () => 900 });
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 60 });
