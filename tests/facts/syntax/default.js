export default class extends A {}
