// A terminfo entry for terminals that draw exact colours. Debian's base package has none, and the one
// of ncurses-term uses a colon form that some multiplexers do not parse and maps dark blues to the
// user's palette. It contains only what every such terminal supports, without `bce` and `rep`.
//
// Colours are 0xRRGGBB; 0x1000000 + n is entry n of the user's palette. Compiled by
// `tic -x -o DIR FILE; TERMINFO=DIR infocmp -x -Q2 latentty-direct` from:
//
// latentty-direct|xterm-like terminal with exact colours,
//   am, mir, msgr, xenl, RGB, npc,
//   colors#0x2000000, cols#80, it#8, lines#24, pairs#0x10000,
//   bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J,
//   cnorm=\E[?25h, cr=\r, cub=\E[%p1%dD, cub1=^H,
//   cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
//   cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
//   dim=\E[2m, ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K,
//   home=\E[H, hpa=\E[%i%p1%dG, ind=\n, op=\E[39;49m,
//   rev=\E[7m, rmcup=\E[?1049l, rmso=\E[27m, rmul=\E[24m,
//   setab=\E[%?%p1%{16777216}%<%t48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%e48;5;%p1%{255}%&%d%;m,
//   setaf=\E[%?%p1%{16777216}%<%t38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%e38;5;%p1%{255}%&%d%;m,
//   sgr0=\E[m, smcup=\E[?1049h, smso=\E[7m, smul=\E[4m,
//   rmam=\E[?7l, smam=\E[?7h, vpa=\E[%i%p1%dd,
#pragma once

static const char ct_direct_name[] = "latentty-direct";
static const char ct_direct_description[] =
    "b64:HgI3ABoADwBpAakBbGF0ZW50dHktZGlyZWN0fHh0ZXJtLWxpa2UgdGVybWluYWwgd2l0aCBleGFjdCBjb2xvdXJz"
    "AAABAAABAAAAAAAAAAABAQAAAAAAAAAAAAABAFAAAAAIAAAAGAAAAP______________________________________"
    "______________8AAAACAAABAP__AAACAP____8EAAwAEAAUAP__HwAwADIANgA9AP__PwBGAP__SgD_____________"
    "_____04AUwD__1wA________YQBmAGsAcAD__3kAfQD_____hgCMAP______________________________________"
    "____________________________________________________________________________________________"
    "__________________________________-SAP_______5sApAD__60A________________________________tgD_"
    "_8EA________________________________________________________wwDJAP__________________________"
    "____________________________________________________________________________________________"
    "____________________________________________________________________________________________"
    "____________________________________________________________________________________________"
    "_______PAP_______________________________________________________________________9QA________"
    "____________________________________________________________________________________________"
    "_______________________________________________________________dAEMBBwANABtbSBtbMkoAG1tLABtb"
    "SgAbWyVpJXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MjVoABtbQwAbW0EAG1sxbQAbWz8x"
    "MDQ5aAAbWzJtABtbN20AG1s3bQAbWzRtABtbJXAxJWRYABtbbQAbWz8xMDQ5bAAbWzI3bQAbWzI0bQAbWyVwMSVkQgAb"
    "WyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQAbWyVpJXAxJWRkAAoAG1s_N2gAG1s_N2wAG1sxSwAbWzM5OzQ5bQAbWyU_"
    "JXAxJXsxNjc3NzIxNn0lPCV0Mzg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1"
    "fSUmJWQlZTM4OzU7JXAxJXsyNTV9JSYlZCU7bQAbWyU_JXAxJXsxNjc3NzIxNn0lPCV0NDg7MjslcDElezY1NTM2fSUv"
    "JWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUmJWQlZTQ4OzU7JXAxJXsyNTV9JSYlZCU7bQAAAQAAAAAA"
    "AQAEAAEAAABSR0IA";
