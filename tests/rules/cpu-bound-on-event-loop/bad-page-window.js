let sum = 0;
for (let i = 0; i < 50000000; i++) sum += i; // expect: the page's own code
window.sum = sum;
