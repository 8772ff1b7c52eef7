extension TrainingPage {
    /// The palette is Okabe and Ito's, which the colour-blind tell apart, lighter on dark; the last is grey.
    static let style = """
        :root{color-scheme:light dark;--ink:#1c1e21;--soft:#667;--line:#d8dade;--grid:#e4e6ea;--back:#fff;\
        --card:#f6f7f9;--warn:#fff3d6;--edge:#0005;--c0:#0072b2;--c1:#e69f00;--c2:#009e73;--c3:#d55e00;--c4:#cc79a7;\
        --c5:#56b4e9;--c6:#f0e442;--c7:#868b93}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#9aa0a6;--line:#3c4043;--grid:#2e3236;\
        --back:#17191c;--card:#212428;--warn:#3d3115;--edge:#0008;--c0:#3a94d9;--c2:#1fb98c;--c3:#ee7d33;--c5:#9bd4f7}}
        body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:76rem;\
        margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem;margin:0 0 .5rem}h1,td,li{overflow-wrap:anywhere}h2{font-size:1.05rem;margin:0 0 .25rem}
        small,figcaption,footer,th{color:var(--soft)}header p{max-width:46rem}h1 small{font-size:1rem;font-weight:400}
        .wide,.small{display:grid;gap:1rem;margin:1rem 0;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr))}
        .small{grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
        figure,section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0}
        section{margin:1rem 0}section figure{border:0;padding:0}.warning{background:var(--warn)}
        ul{margin:.25rem 0;padding-left:1.1rem}figcaption{font-size:.85rem;margin-top:.4rem}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;padding:0;font-size:.9rem}
        .legend b{font-variant-numeric:tabular-nums}
        .key{display:inline-block;width:1.1rem;margin-right:.35rem;height:0;border-top:2px solid var(--c);vertical-align:middle}
        .key.strong{border-top-width:3px}.key.level{border-top-style:dashed}
        .key.marked{width:.7rem;height:.7rem;border:0;border-radius:50%;background:var(--c)}
        svg{display:block;width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
        svg text.name{fill:var(--ink)}.grid,.axis,.box,.line{fill:none}.grid,.box{stroke:var(--grid)}
        .axis{stroke:var(--soft)}.line{stroke:var(--c);stroke-width:1.5;stroke-linejoin:round}
        .line.strong{stroke-width:2.5}.line.raw{stroke-width:1;opacity:.35}.line.thin{stroke-width:1.25}
        .line.level{stroke-dasharray:5 4}circle{fill:var(--c);stroke:var(--edge);stroke-width:.5}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;\
        border-top:1px solid var(--line)}th{font-weight:400;width:11rem}tr:first-child>*{border-top:0}
        .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}
        .c4{--c:var(--c4)}.c5{--c:var(--c5)}.c6{--c:var(--c6)}.c7{--c:var(--c7)}
        @media(max-width:32rem){th,td{display:block;padding:.2rem 0}td{border:0}th{width:auto}\
        svg text{font-size:14px}.wide svg text{font-size:16px}}
        """
}
